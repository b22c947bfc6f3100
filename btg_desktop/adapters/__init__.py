"""The outside world behind the services' ports: MongoDB, the private mongod, SES, SNS, local files."""
