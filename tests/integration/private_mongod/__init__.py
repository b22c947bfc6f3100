"""The private mongod, on real processes, disks and ports."""
