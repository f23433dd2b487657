package main

import roompass "github.com/roompass/roompass/libraries/go"

// pass is one as spec/vectors spell it, with null where this library has "".
type pass struct {
	Trust     roompass.Trust  `json:"trust"`
	AppID     uint32          `json:"appId"`
	UserID    string          `json:"userId"`
	RoomID    *string         `json:"roomId"`
	UserName  *string         `json:"userName"`
	Grant     grant           `json:"grant"`
	IssuedAt  int64           `json:"issuedAt"`
	ExpiresAt int64           `json:"expiresAt"`
	TID       string          `json:"tid"`
	KID       string          `json:"kid"`
	Format    roompass.Format `json:"format"`
	Payload   string          `json:"payload"`
	Ext       *string         `json:"ext"`
	Claimed   *claimed        `json:"claimed"`
}

type grant struct {
	Join      bool     `json:"join"`
	Publish   bool     `json:"publish"`
	StreamIDs []string `json:"streamIds"`
}

type claimed struct {
	RoomID   *string `json:"roomId"`
	UserName string  `json:"userName"`
}

func passOf(p *roompass.Pass) *pass {
	spelled := &pass{
		Trust: p.Trust, AppID: p.AppID, UserID: p.UserID, RoomID: orNull(p.RoomID), Grant: grant(p.Grant),
		IssuedAt: p.IssuedAt.Unix(), ExpiresAt: p.ExpiresAt.Unix(), TID: p.TID, KID: p.KID, Format: p.Format,
		Payload: p.Payload, Ext: p.Ext,
	}
	if p.Trust == roompass.Signed {
		spelled.UserName = &p.UserName
	}
	if p.Claimed != nil {
		spelled.Claimed = &claimed{orNull(p.Claimed.RoomID), p.Claimed.UserName}
	}
	return spelled
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
