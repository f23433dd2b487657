package roompass

// What is meant for `go test -race`: one keyring, and everything that is done with it, from many goroutines at once.

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

const (
	goroutines = 8
	rounds     = 60
)

// atOnce runs something in many goroutines, all of which wait for the last to be there.
func atOnce(t *testing.T, run func(n int) error) {
	var ready, done sync.WaitGroup
	ready.Add(goroutines)
	for n := 0; n < goroutines; n++ {
		n := n
		done.Add(1)
		go func() {
			defer done.Done()
			ready.Done()
			ready.Wait()
			for round := 0; round < rounds; round++ {
				if err := run(n); err != nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	done.Wait()
}

func TestOneKeyringServesManyGoroutines(t *testing.T) {
	keys := keyring(t,
		Key{AppID: 1, ServerSecret: testSecret},
		Key{AppID: 1, ServerSecret: "the one before it, of 32 letters", State: Previous},
		Key{AppID: 2, ServerSecret: otherSecret})
	atOnce(t, func(n int) error {
		input := MintInput{
			AppID: uint32(1 + n%2), UserID: fmt.Sprintf("user-%d", n), RoomID: fmt.Sprintf("room-%d", n), UserName: "Ada",
			Grant: &Grant{Join: true, StreamIDs: []string{"main"}}, ExpiresIn: time.Minute, Format: []Format{CBC, GCM}[n/2%2],
		}
		token, err := Mint(input, keys, nil)
		if err != nil {
			return err
		}
		pass, err := Verify(token, keys, &VerifyOptions{Accept: Signed})
		if err != nil {
			return err
		}
		shown, err := Read(token)
		if err != nil {
			return err
		}
		report, err := Inspect(token, keys, nil)
		if err != nil {
			return err
		}
		same := pass.UserID == input.UserID && pass.RoomID == input.RoomID && pass.AppID == input.AppID
		if !same || !report.OK || shown.UserID != input.UserID || report.Layers.Claims.UserID != input.UserID {
			return fmt.Errorf("%+v became %+v, %+v and %+v", input, pass, shown, report)
		}
		return nil
	})
}

func TestManyGoroutinesMayLookAtOneToken(t *testing.T) {
	keys := keyring(t)
	sealed, broken := mustMintToken04(t, keys), `{"token":"`+forgery{secret: otherSecret}.token()+`"}`
	atOnce(t, func(n int) error {
		pass, err := VerifyToken04(sealed, keys, verifying)
		if err != nil {
			return err
		}
		if !pass.Grant.Join {
			return fmt.Errorf("a pass was changed through another one: %+v", pass)
		}
		pass.Grant.Join = false
		report, err := Inspect(broken, keys, inspecting)
		if err != nil {
			return err
		}
		if report.Primary != CodeWrappedInJSON || len(report.Problems) != 4 {
			return fmt.Errorf("got %v", codesOf(report.Problems))
		}
		if made := report.Layers.Generators; len(made) != 1 || made[0] != GeneratorJava {
			return fmt.Errorf("a report was changed through another one: %v", made)
		}
		report.Problems[0].Zegocloud.Web[0]++
		report.Layers.Generators[0] = GeneratorGo
		return nil
	})
}
