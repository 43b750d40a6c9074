"""The registry in the shapes of HSDS 3.0, out and in."""
