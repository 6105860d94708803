using System.Globalization;
using System.Text;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Sqlite.Access;

/// <summary>
/// Makes sure that one process records into a database (promises P2 and P14): an exclusive lock on the file itself, by
/// whatever name it was reached, held before SQLite opens it and until SQLite has closed it; and one on the file
/// <c>DATABASE.lock</c>, which older daemons know and which stands for a database that is not there yet. That file stays,
/// because removing it would let two processes lock two files of that name.
/// </summary>
/// <remarks>
/// Closing any descriptor of a database drops the locks that SQLite has on it in this process. So nothing else opens the
/// file: what has to be read or synced goes through the descriptor of this lock.
/// </remarks>
internal sealed class WriterLock : IDisposable
{
    // A daemon that looks whether it can start holds the lock for a moment.
    private const int Attempts = 15;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly Lock Taking = new();
    private static readonly HashSet<FileKey> HeldHere = [];

    private readonly string _path;
    private LockedFile? _file;
    private LockedFile? _beside;
    private bool _isSaid;

    private WriterLock(string path) => _path = path;

    /// <summary>True where a daemon has recorded, now or earlier.</summary>
    public static bool HasBeenTaken(string databasePath) =>
        FileState.Of(PathOf(databasePath), followsLink: false) is not null;

    /// <summary>
    /// Locks what is there of the database and the file beside it, and makes nothing. Has a little patience for who
    /// only looks.
    /// </summary>
    /// <exception cref="DatabaseOpenException">
    /// Another process holds it, it has several names, or it cannot be opened.
    /// </exception>
    public static WriterLock TakePatiently(string databasePath)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return TakeWhatIsThere(databasePath);
            }
            catch (DatabaseOpenException e) when (
                e.InnerException is IOException { HResult: LockedFile.IsHeld }
                && attempt < Attempts
                && !IsRecording(databasePath))
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Takes the lock beside the database too where nobody has recorded yet, and says in it who has it.</summary>
    /// <exception cref="DatabaseOpenException">Another process holds it, or its directory is not writable.</exception>
    public void Complete()
    {
        if (_beside is null) TakeBeside(isNeeded: true);
        _isSaid = true;
        Say($"{Environment.ProcessId}\n");
    }

    /// <summary>Makes the database's file, empty, where there is none; its owner alone can read it.</summary>
    /// <returns>True if it was made.</returns>
    /// <exception cref="DatabaseOpenException">Somebody else has made it, or it cannot be made.</exception>
    public bool EnsureFile()
    {
        // An older daemon knows only the lock beside it, and may have set it aside until that was taken.
        if (_file is { HasItsName: false }) Forget();
        if (_file is null) TakeFile();
        if (_file is not null) return false;

        try
        {
            Keep(LockedFile.Make(_path) ?? throw Held());
            return true;
        }
        catch (IOException e)
        {
            throw new DatabaseOpenException(_path, $"cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Goes on with another file, which has come into the place of the one that is locked now.</summary>
    public void Replace(LockedFile file)
    {
        Forget();
        Keep(file);
    }

    /// <summary>Reads from the database's file; 0 bytes where there is none.</summary>
    public int Read(Span<byte> bytes, long offset) => _file?.Read(bytes, offset) ?? 0;

    /// <summary>
    /// Writes to the database's file past SQLite: only what no reader looks at, where nobody checkpoints meanwhile.
    /// </summary>
    public void Write(ReadOnlySpan<byte> bytes, long offset) => _file?.Write(bytes, offset);

    /// <summary>Waits until the database's file is on the disk.</summary>
    public void Sync() => _file?.Sync();

    /// <summary>
    /// Gives the lock back after a database was refused, and leaves nothing that was not there before.
    /// </summary>
    public void Withdraw()
    {
        if (_beside is { IsNew: true, HasItsName: true }) File.Delete(_beside.Path);
        Dispose();
    }

    /// <summary>Only when SQLite has closed the database.</summary>
    public void Dispose()
    {
        Forget();
        if (_beside is null) return;

        if (_isSaid) Say("");
        _beside.Dispose();
        _beside = null;
    }

    private static string PathOf(string databasePath) => databasePath + ".lock";

    private static WriterLock TakeWhatIsThere(string databasePath)
    {
        RefuseSecondName(databasePath);
        var taken = new WriterLock(databasePath);
        try
        {
            if (HasBeenTaken(databasePath)) taken.TakeBeside(isNeeded: false);
            taken.TakeFile();
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    // Before a lock is taken: who may record is not kept out, not even for a moment, by who may not.
    private static void RefuseSecondName(string path)
    {
        if (FileState.Of(path, followsLink: false) is { } file
            && SecondName.Of(path, file) is { } second
            && FileLocks.FindHolder(file.Key) is null)
            throw new DatabaseOpenException(path, second.Refusal);
    }

    private void TakeBeside(bool isNeeded)
    {
        var path = PathOf(_path);
        try
        {
            LockedFile? taken;
            if (isNeeded) taken = LockedFile.TakeOrMake(path);
            else if (!LockedFile.TryTake(path, out taken)) return;
            _beside = taken ?? throw Held();
        }
        catch (IOException e) when (FileState.Of(path, followsLink: false) is null)
        {
            throw new DatabaseOpenException(_path, "its directory is not writable; name another file", e);
        }
        catch (IOException e)
        {
            throw new DatabaseOpenException(_path, $"{Path.GetFileName(path)} {e.Message}", e);
        }
    }

    private void TakeFile()
    {
        // To find it locked by opening it would drop the locks of the log that is open here.
        if (FileState.Of(_path, followsLink: false) is not { IsDirectory: false } there) return;
        lock (Taking)
        {
            if (HeldHere.Contains(there.Key)) throw Held();
        }

        try
        {
            if (LockedFile.TryTake(_path, out var taken)) Keep(taken ?? throw Held());
        }
        catch (IOException e)
        {
            throw new DatabaseOpenException(_path, e.Message, e);
        }

        if (_file is not null && SecondName.Of(_path, _file.State) is { } second)
            throw new DatabaseOpenException(_path, second.Refusal);
    }

    // A reader does not write its name.
    private static bool IsRecording(string databasePath) =>
        ReadHolder(databasePath) is { } said && said == FindHolder(databasePath);

    private static int? FindHolder(string databasePath) =>
        FileLocks.FindHolder(databasePath) ?? FileLocks.FindHolder(PathOf(databasePath));

    private DatabaseOpenException Held()
    {
        var holder = FindHolder(_path) ?? ReadHolder(_path);
        var name = _beside is not null ? " under another name" : "";
        var who = holder is { } id ? $"{name} (process {id})" : name;
        return new(
            _path,
            $"another daemon is recording into it{who}; stop that one or name another file",
            new IOException("it is locked", LockedFile.IsHeld));
    }

    // The text in the file may be that of a daemon that was killed; older daemons wrote none.
    private static int? ReadHolder(string databasePath)
    {
        try
        {
            Span<byte> text = stackalloc byte[16];
            using var file = UnlockedFile.OpenReadItself(PathOf(databasePath));
            var line = Encoding.UTF8.GetString(text[..file.Read(text)]).TrimEnd('\n');
            return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Directory.Exists($"/proc/{id}")
                    ? id
                    : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Say(string text)
    {
        try
        {
            _beside!.Replace(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk: it is a help for who is refused, and no more.
        }
    }

    private void Keep(LockedFile file)
    {
        _file = file;
        lock (Taking) HeldHere.Add(file.State.Key);
    }

    private void Forget()
    {
        if (_file is null) return;
        lock (Taking) HeldHere.Remove(_file.State.Key);
        _file.Dispose();
        _file = null;
    }
}
