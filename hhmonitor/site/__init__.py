"""The list published as a static site: pages that open from a folder, with no server, network or tracker."""
