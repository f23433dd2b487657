package main

import (
	"bytes"
	"encoding/json"
	"io/ioutil"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

type object = map[string]interface{}

func testsOf(t *testing.T, name string) []object {
	t.Helper()
	text, err := ioutil.ReadFile(filepath.Join("..", "..", "..", "..", "spec", "vectors", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Tests []object }
	if err := json.Unmarshal(text, &file); err != nil || len(file.Tests) == 0 {
		t.Fatal(err)
	}
	return file.Tests
}

// ask sends requests and gives the answers by their ids.
func ask(t *testing.T, requests []object) []object {
	t.Helper()
	var in, out bytes.Buffer
	for i, request := range requests {
		asked := object{"id": i}
		for key, value := range request {
			if key != "id" {
				asked[key] = value
			}
		}
		if err := json.NewEncoder(&in).Encode(asked); err != nil {
			t.Fatal(err)
		}
	}
	if err := serve(&in, &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != len(requests) {
		t.Fatalf("%d lines answer %d requests", len(lines), len(requests))
	}
	answers := make([]object, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal([]byte(line), &answers[i]); err != nil {
			t.Fatal(err)
		}
		if answers[i]["id"] != float64(i) {
			t.Fatalf("answer %d is to request %v", i, answers[i]["id"])
		}
		delete(answers[i], "id")
	}
	return answers
}

// aloneOf is what a test in mint.json wishes, with the payload as it comes out in place of room and grant.
func aloneOf(test object) object {
	alone := object{}
	for name, value := range test["in"].(object) {
		if name != "roomId" && name != "grant" {
			alone[name] = value
		}
	}
	alone["payload"] = test["payload"]
	return alone
}

func TestAnswersTheVectorsInTheirOwnWords(t *testing.T) {
	var requests, wanted []object
	for _, test := range testsOf(t, "mint") {
		requests = append(requests, object{"op": "mint", "in": test["in"]})
		wanted = append(wanted, object{"ok": true, "result": object{"kitToken": test["kitToken"]}})
		requests = append(requests, object{"op": "mintToken04", "in": aloneOf(test)})
		wanted = append(wanted, object{"ok": true, "result": object{"token04": test["token04"]}})
	}
	for _, test := range testsOf(t, "verify") {
		test["op"] = "verify"
		requests = append(requests, test)
		expected := test["expected"].(object)
		if pass, ok := expected["pass"]; ok {
			wanted = append(wanted, object{"ok": true, "result": pass})
		} else {
			wanted = append(wanted, object{"ok": false, "code": expected["code"]})
		}
	}
	for i, answer := range ask(t, requests) {
		if !reflect.DeepEqual(answer, wanted[i]) {
			t.Errorf("%v: got %v, want %v", requests[i]["id"], answer, wanted[i])
		}
	}
}

func TestExplainsTheTextsOfTheVectors(t *testing.T) {
	var requests, wanted []object
	for _, test := range testsOf(t, "diagnosis") {
		if text, ok := test["text"].(string); ok {
			test["op"], test["token"] = "inspect", text
			requests = append(requests, test)
			wanted = append(wanted, test)
		}
	}
	for i, answer := range ask(t, requests) {
		result, ok := answer["result"].(object)
		if !ok || result["kind"] != wanted[i]["kind"] || result["primary"] != wanted[i]["primary"] {
			t.Errorf("%v: got %v, want %v", wanted[i]["id"], answer, wanted[i]["primary"])
		}
	}
}

func TestAnswersWhatIsNoVector(t *testing.T) {
	now := object{"now": 1767225600}
	requests := []object{
		{"op": "inspect", "token": "04", "expect": "kit-token", "options": now},
		{"op": "inspect", "token": "#", "options": now, "keyring": []object{}},
		{"op": "verify", "kind": "kit-token", "token": "", "options": now},
		{"op": "mint", "in": object{"appId": 1, "serverSecret": "short"}},
		{"op": "dance"},
	}
	wanted := []object{
		{"ok": true, "result": object{
			"kind": "token04", "ok": false, "primary": "token04_given", "warnings": []interface{}{},
			"problems": []interface{}{"token04_given", "truncated", "token_malformed"},
		}},
		{"ok": false, "code": "bad_call"},
		{"ok": false, "code": "bad_call"},
		{"ok": false, "code": "bad_call"},
		{"ok": false, "code": "bad_call"},
	}
	for i, answer := range ask(t, requests) {
		if !reflect.DeepEqual(answer, wanted[i]) {
			t.Errorf("%v: got %v, want %v", requests[i], answer, wanted[i])
		}
	}
	about := ask(t, []object{{"op": "about"}})[0]["result"].(object)
	if about["language"] != "go" || !strings.HasPrefix(about["version"].(string), "go1.") {
		t.Errorf("got %v", about)
	}
}

func TestALineThatIsNoRequestEndsIt(t *testing.T) {
	var out bytes.Buffer
	if err := serve(strings.NewReader("hello\n"), &out); err == nil || out.Len() > 0 {
		t.Errorf("got %v and %q", err, out.String())
	}
}
