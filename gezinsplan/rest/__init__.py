"""Trajecten, gezinsplannen and evaluaties for REST clients: the same services as the browser."""
