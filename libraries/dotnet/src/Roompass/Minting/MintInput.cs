using System;

namespace Roompass
{
    /// <summary>Who may enter which room, under which name, with which rights, for how long.</summary>
    public sealed class MintInput
    {
        /// <summary>Default null: the only app of the keyring.</summary>
        public uint? AppId { get; set; }

        /// <summary>1 to 64 ASCII letters, digits and ~!@#$%^&amp;*()_+=-`;',.&lt;&gt;/\</summary>
        public string UserId { get; set; }

        /// <summary>1 to 128 printable ASCII characters without space, ", \ and #.</summary>
        public string RoomId { get; set; }

        /// <summary>Text of any script without control characters, at most 256 bytes of UTF-8. Default none.</summary>
        public string UserName { get; set; }

        /// <summary>Sealed into the payload together with the room. Default null: the payload is empty, which restricts
        /// nothing.</summary>
        public Grant Grant { get; set; }

        /// <summary>Whole seconds, from one to <see cref="MintOptions.MaxLifetime"/>.</summary>
        public TimeSpan ExpiresIn { get; set; }

        /// <summary>Default <see cref="TokenFormat.Cbc"/>.</summary>
        public TokenFormat Format { get; set; }

        /// <summary>Up to 512 printable ASCII characters that the signature proves and the application reads. Default
        /// none.</summary>
        public string Ext { get; set; }
    }
}
