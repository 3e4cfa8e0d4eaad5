"""One folder a platform, and what all platforms share: the port and the delivery pump."""
