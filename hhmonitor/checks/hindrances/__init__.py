"""What makes it impossible to classify, beyond what keeps a file from being read."""
