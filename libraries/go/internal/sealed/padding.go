package sealed

import "crypto/subtle"

// appendPadding makes a plaintext whole blocks (spec/token04.md section 4).
func appendPadding(blocks []byte, length int) []byte {
	k := blockSize - length%blockSize
	for i := 0; i < k; i++ {
		blocks = append(blocks, byte(k))
	}
	return blocks
}

// unpad says where the plaintext ends and whether the padding is right. It looks at 16 bytes whatever they are; with
// wrong padding the end is a plausible one and the work goes on.
func unpad(blocks []byte) (end int, right bool) {
	last := len(blocks) - 1
	k := int(blocks[last])
	good := subtle.ConstantTimeLessOrEq(1, k) & subtle.ConstantTimeLessOrEq(k, blockSize)
	for i := 0; i < blockSize; i++ {
		outside := subtle.ConstantTimeLessOrEq(k, i)
		good &= outside | subtle.ConstantTimeByteEq(blocks[last-i], byte(k))
	}
	return len(blocks) - subtle.ConstantTimeSelect(good, k, 1), good == 1
}
