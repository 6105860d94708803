namespace Swictation.Daemon.Typing.Ways;

/// <summary>A clipboard, or the primary selection.</summary>
internal interface IClipboard
{
    /// <summary>Why it cannot be used here; null if it can.</summary>
    string? Obstacle { get; }

    /// <summary>What it holds now.</summary>
    Task<ClipboardContent> ReadAsync(bool isPrimary, CancellationToken cancellationToken);

    /// <summary>Gives it a text. Returns why that has failed, in words; null if it has not.</summary>
    Task<string?> WriteAsync(string text, bool isPrimary, CancellationToken cancellationToken);

    /// <summary>Empties it.</summary>
    Task ClearAsync(bool isPrimary, CancellationToken cancellationToken);
}

/// <summary>What a clipboard holds.</summary>
/// <param name="Text">Its text; null if it is empty, or holds no text.</param>
/// <param name="IsOther">True if it holds what cannot be put back: an image, files.</param>
internal readonly record struct ClipboardContent(string? Text, bool IsOther);
