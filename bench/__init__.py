"""`make bench`: the figures of speed and cost on data set S, as ratios in one run; over budget is an error."""
