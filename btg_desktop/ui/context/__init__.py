"""What the features share: the client on screen, the connection, messages to the clerk, dialogs."""
