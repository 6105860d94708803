namespace Swictation.Daemon.Typing.Ways;

/// <summary>A clipboard, or the primary selection.</summary>
internal interface IClipboard : IDisposable
{
    /// <summary>Why it cannot be used here; null if it can.</summary>
    string? Obstacle { get; }

    /// <summary>What it holds now.</summary>
    Task<ClipboardContent> ReadAsync(bool isPrimary, CancellationToken cancellationToken);

    /// <summary>
    /// Gives it a text for the moment of a paste, marked as nothing that histories are to keep where that can be. Returns why
    /// that has failed, in words; null if it has not.
    /// </summary>
    Task<string?> LendAsync(string text, bool isPrimary, CancellationToken cancellationToken);

    /// <summary>Gives it back the text that it had, for as long as the session lasts.</summary>
    Task PutBackAsync(string text, bool isPrimary, CancellationToken cancellationToken);

    /// <summary>Empties it.</summary>
    Task ClearAsync(bool isPrimary, CancellationToken cancellationToken);
}

/// <summary>What a clipboard holds.</summary>
/// <param name="Text">Its text; null if it is empty, or holds no text.</param>
/// <param name="IsOther">True if it holds what cannot be put back: an image, files.</param>
internal readonly record struct ClipboardContent(string? Text, bool IsOther);
