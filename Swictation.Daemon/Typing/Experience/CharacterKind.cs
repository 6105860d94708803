namespace Swictation.Daemon.Typing.Experience;

/// <summary>Characters that a way to type loses together, or types wrongly together.</summary>
internal enum CharacterKind
{
    /// <summary>The rest of ASCII.</summary>
    Letters,

    /// <summary>Straight and typographic.</summary>
    Quotes,

    /// <summary>What dead keys make: accents by themselves, and letters with one.</summary>
    Accents,

    Umlauts,
    Cjk,
    Emoji,

    /// <summary>Other scripts and signs.</summary>
    Others,
}
