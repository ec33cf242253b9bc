"""Text to plain data that knows where each datum stands. Knows YAML, no domain."""

from hhmonitor.yaml.document import Document, Reading
from hhmonitor.yaml.reader import MAXIMUM_BYTES, read_file, read_text

__all__ = ["MAXIMUM_BYTES", "Document", "Reading", "read_file", "read_text"]
