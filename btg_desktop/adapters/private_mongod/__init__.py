"""The private database of one PC: a supervised mongod in the user's data folder."""
