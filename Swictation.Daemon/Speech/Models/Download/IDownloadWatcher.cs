namespace Swictation.Daemon.Speech.Models.Download;

/// <summary>Who wants a download, and sees how it gets on.</summary>
internal interface IDownloadWatcher
{
    /// <summary>Called once, before anything is read, when it is known how much is to come.</summary>
    /// <param name="left">Bytes to come.</param>
    /// <param name="address">From where.</param>
    /// <exception cref="Domain.Errors.ModelException">It is not wanted.</exception>
    void Agree(long left, Uri address);

    /// <param name="done">Bytes that are here.</param>
    /// <param name="total">Bytes of the whole file.</param>
    void Progress(long done, long total);

    /// <summary>It has broken off, and goes on after a wait.</summary>
    void Retry(string reason, TimeSpan wait);
}
