"""Bytes and their spelling: base64, JSON, padding, envelope, claims, suffix. No keys."""
