package roompass

// publishedSamples stand in documents and tutorials, where everybody can read them.
var publishedSamples = map[string]bool{
	"0123456789abcdef0123456789abcdef": true,
	"fa94dd0f974cf2e293728a526b028271": true,
	"12345678901234567890123456789012": true,
}

// fewest different characters: 32 random hex digits have fewer once in 27 million.
const fewest = 8

// IsWeakServerSecret tells whether a ServerSecret is no secret: published as a sample, or of fewer than 8 different
// characters. Servers should refuse it; Verify does not care.
func IsWeakServerSecret(serverSecret string) bool {
	different := map[rune]bool{}
	for _, c := range serverSecret {
		different[c] = true
	}
	return len(different) < fewest || publishedSamples[serverSecret]
}
