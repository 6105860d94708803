namespace Swictation.Daemon.Typing.Experience;

/// <summary>Characters that a way to type loses together, or types wrongly together.</summary>
internal enum CharacterKind
{
    /// <summary>The rest of ASCII.</summary>
    Letters,

    /// <summary>Those of ASCII that many layouts have as dead keys: they wait there for the next key.</summary>
    DeadKeys,

    /// <summary>Letters with accents, and accents by themselves.</summary>
    Accents,

    Umlauts,

    /// <summary>Typographic ones.</summary>
    Quotes,

    Cjk,
    Emoji,

    /// <summary>Other scripts and signs.</summary>
    Others,
}
