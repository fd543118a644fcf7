"""What is made of the one source: starters, the folder for students, what each channel takes."""
