"""What runs inside an Otter zip: the judge grades there, and Otter reports what it said."""
