"""Questions to each student about their own code, the keys being what that code returns.

values → candidates (calls that are worth a question) → asking (what a student's code says to them)
→ sheets (which questions, with which choices) → page.
"""
