"""What one ServerSecret computes: AES, keyed hashes, the seal and the signature."""
