namespace Roompass
{
    /// <summary>What may be done with a key. An app has one active key at most, and four in all.</summary>
    public enum KeyState
    {
        /// <summary>Mints and verifies. The default.</summary>
        Active,

        /// <summary>Verifies, before a rotation.</summary>
        Next,

        /// <summary>Verifies, after a rotation.</summary>
        Previous,

        /// <summary>Does neither: it lets <c>KitToken.Inspect</c> say that a token was made with it.</summary>
        Retired
    }

    /// <summary>What a Token04 in GCM form is worth when its tag is right.</summary>
    public enum GcmPolicy
    {
        /// <summary>It proves nothing unless its nonce is ours, since some generators repeat nonces. The
        /// default.</summary>
        Accept,

        /// <summary>It is sealed: every maker with this secret is known to be good.</summary>
        Trust,

        /// <summary>It is not taken.</summary>
        Refuse
    }
}
