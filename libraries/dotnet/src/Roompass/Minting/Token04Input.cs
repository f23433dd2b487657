using System;

namespace Roompass
{
    /// <summary>Who a Token04 is for, and for how long; the room and the rights where they are to be sealed.</summary>
    public sealed class Token04Input
    {
        /// <summary>Default null: the only app of the keyring.</summary>
        public uint? AppId { get; set; }

        /// <summary>1 to 64 ASCII letters, digits and ~!@#$%^&amp;*()_+=-`;',.&lt;&gt;/\</summary>
        public string UserId { get; set; }

        /// <summary>Sealed together with <see cref="Grant"/>; without a grant it has no place to stand. Default null:
        /// none.</summary>
        public string RoomId { get; set; }

        /// <summary>Sealed into the payload. Default null: the payload is empty, which restricts nothing.</summary>
        public Grant Grant { get; set; }

        /// <summary>A payload that was made elsewhere, instead of room and grant. Default null.</summary>
        public string Payload { get; set; }

        /// <summary>Whole seconds, from one to <see cref="MintOptions.MaxLifetime"/>.</summary>
        public TimeSpan ExpiresIn { get; set; }

        /// <summary>Default <see cref="TokenFormat.Cbc"/>.</summary>
        public TokenFormat Format { get; set; }
    }
}
