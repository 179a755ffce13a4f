"""What happens to a file between a volunteer's phone and a reader: checks, public copy, preview, delivery.

Functions over streams and paths only; models and storage are the callers'.
"""
