"""The use cases. They know the domain and the ports; who stands behind a port is not their business."""
