"""The program around the window, the window itself, and the wiring of the features."""
