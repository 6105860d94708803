namespace Swictation.Daemon.Typing.Ways;

/// <summary>
/// Presses the keys that select in a text field, and remove. Each returns why it has failed, in words; null if it has not.
/// </summary>
internal interface IEditKeys
{
    /// <inheritdoc cref="IWay.Obstacle"/>
    string? Obstacle { get; }

    /// <summary>Selects so many characters before the cursor, or so many more.</summary>
    Task<string?> SelectBackAsync(int count, CancellationToken cancellationToken);

    /// <summary>Selects nothing any more; the cursor is where it was before.</summary>
    Task<string?> LeaveAsync(CancellationToken cancellationToken);

    /// <summary>Removes what is selected.</summary>
    Task<string?> RemoveAsync(CancellationToken cancellationToken);
}
