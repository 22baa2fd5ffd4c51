"""What is shown: pages for attendees and facilitators, and the HTTP surface beside them."""
