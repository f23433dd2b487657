package roompass

// What contradicts what in an opened token, in numbers where there are some. The contradictions themselves are in
// consistency.go.

import (
	"fmt"
	"math"
	"time"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// clockFault is how many seconds ahead a clock can be by mistake. What was minted beyond it has a date that is meant.
const clockFault = 24 * 60 * 60

func (w *walk) checkConsistency(claims *sealed.Claims, key *appKey) {
	for _, conflict := range conflicts(claims, w.envelope, key, w.suffix, &w.terms) {
		found := finding{conflict.Code, detailOf(conflict, claims, &w.evidence)}
		if conflict.Code == CodeNotYetValid && aheadOf(claims, &w.terms) < clockFault {
			w.problems.add(finding{CodeClockAhead, found.detail})
		}
		w.problems.add(found)
	}
}

func detailOf(conflict *KitTokenError, claims *sealed.Claims, e *evidence) string {
	switch conflict.Code {
	case CodeAppMismatch:
		return fmt.Sprintf("The claims name app %d.", claims.AppID)
	case CodeExpiryMismatch:
		return expiries(claims, e.envelope.Expire)
	case CodeLifetimeTooLong:
		allowed := int64(e.terms.maxLifetime / time.Second)
		return fmt.Sprintf("It lives for %s; %s are allowed.", span(claims.Expires-claims.Issued), span(allowed))
	case CodeNotYetValid:
		return fmt.Sprintf("It is so by %s.", span(aheadOf(claims, &e.terms)))
	case CodeTokenExpired:
		return sinceExpiry(claims.Expires, &e.terms)
	}
	return about(conflict.Claim)
}

// aheadOf is in seconds. One that has begun counts.
func aheadOf(claims *sealed.Claims, t *terms) int64 { return claims.Issued - t.now.Unix() }

func expiries(claims *sealed.Claims, outside int64) string {
	if outside == claims.Expires {
		return fmt.Sprintf("Minted at %d, it expires at %d.", claims.Issued, claims.Expires)
	}
	cut := ""
	if outside == claims.Expires&math.MaxUint32 {
		cut = ", cut to 32 bits as the web kit does"
	}
	return fmt.Sprintf("Outside it is %d%s, inside %d.", outside, cut, claims.Expires)
}

func sinceExpiry(expire int64, t *terms) string {
	return fmt.Sprintf("It did so %s ago.", span(t.now.Unix()-expire))
}

// span gives a length of time as people say it.
func span(seconds int64) string {
	const minute, hour, day = 60, 60 * 60, 24 * 60 * 60
	switch {
	case seconds >= 2*day:
		return fmt.Sprintf("%d days", (seconds+day/2)/day)
	case seconds >= 2*hour:
		return fmt.Sprintf("%d hours", (seconds+hour/2)/hour)
	case seconds >= 5*minute:
		return fmt.Sprintf("%d minutes", (seconds+minute/2)/minute)
	}
	return fmt.Sprintf("%d seconds", seconds)
}
