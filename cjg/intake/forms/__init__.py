"""The forms of the intake: what the browser sends becomes what the services take."""
