"""The window: views show and ask, controllers decide, models hold rows, tasks keep the GUI thread free."""
