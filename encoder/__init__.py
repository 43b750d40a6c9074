"""Rebuilds data/encoder, the network under the understanding. Not needed to run the product."""
