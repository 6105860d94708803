using System.Text;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>
/// A library for <c>LD_PRELOAD</c> that tells of every <c>fsync</c> and <c>fdatasync</c> of a daemon, and holds those
/// of its write-ahead log while a gate is closed: a disk that is as slow as a test wants it.
/// </summary>
internal sealed class HeldSyncs : IDisposable
{
    private const string Source = "tests/Swictation.EndToEnd.Tests/Native/held_syncs.c";
    private const string Held = "log.db-wal";

    private readonly TemporaryDirectory _directory = new();
    private readonly string _library;
    private readonly string _gatePath;
    private readonly string _told;
    private FileStream? _gate;
    private int _letThrough;

    public HeldSyncs()
    {
        _library = _directory.File("held_syncs.so");
        _gatePath = _directory.File("gate");
        _told = _directory.File("syncs");
        Tool.Run("gcc", "-shared", "-fPIC", "-o", _library, Path.Combine(Repository.Root, Source));
    }

    /// <summary>For the daemon. The gate is open.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = _library,
        ["SYNC_LOG"] = _told,
        ["SYNC_HELD"] = Held,
        ["SYNC_GATE"] = _gatePath,
    };

    /// <summary>How many syncs of the write-ahead log have begun since the daemon started.</summary>
    public int Begun => File.Exists(_told)
        ? File.ReadLines(_told).Count(path => path.EndsWith(Held, StringComparison.Ordinal))
        : 0;

    /// <summary>From now on no sync of the write-ahead log comes back.</summary>
    public void Close()
    {
        Tool.Run("mkfifo", _gatePath);
        _letThrough = Begun;
        // For reading too: a FIFO that is opened for writing alone waits for a reader.
        _gate = new(_gatePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }

    /// <summary>
    /// Waits until the commit that has a text in it is held, and lets those before it through; or until something else
    /// has happened.
    /// </summary>
    /// <returns>True if it is held.</returns>
    public async Task<bool> HoldCommitOfAsync(string text, string writeAheadLog, Func<bool> hasOtherwise)
    {
        while (true)
        {
            await Eventually.IsTrueAsync(() => Begun > _letThrough || hasOtherwise(), "the daemon syncs a commit");
            if (Begun == _letThrough) return false;

            // Nothing is written to it as long as its only writer waits for the sync.
            if (OtherProgram.ReadAllBytes(writeAheadLog).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
                return true;
            LetOneThrough();
        }
    }

    public void Open()
    {
        File.Delete(_gatePath);
        _gate?.Dispose();
    }

    public void Dispose()
    {
        _gate?.Dispose();
        _directory.Dispose();
    }

    private void LetOneThrough()
    {
        _gate!.WriteByte(0);
        _letThrough++;
    }
}
