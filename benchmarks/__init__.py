"""How fast the program is beside the bare parts it is made of, measured in the same run."""
