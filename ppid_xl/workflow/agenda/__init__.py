"""Letters in and out: their lines, numbers, states and the files kept of them."""
