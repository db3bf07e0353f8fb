"""What templates may draw of the body."""
