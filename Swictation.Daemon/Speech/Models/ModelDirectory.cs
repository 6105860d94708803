using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Daemon.Speech.Models;

/// <summary>The user's models: <c>swictation/models</c> in the directory for data. A file has its name when it is whole.</summary>
/// <param name="path">Need not exist.</param>
internal sealed class ModelDirectory(string path)
{
    /// <summary>The end of a file that is being written.</summary>
    public const string PartEnd = ".part";

    private const string LockEnd = ".lock";

    public string Path => path;

    /// <param name="data">The directory of the user's data.</param>
    public static ModelDirectory In(string data) => new(System.IO.Path.Combine(data, "models"));

    /// <summary>The models that are there, the least accurate first.</summary>
    /// <exception cref="ModelException">The directory cannot be read.</exception>
    public IReadOnlyList<InstalledModel> List()
    {
        try
        {
            return !Directory.Exists(path)
                ? []
                : [.. Directory.EnumerateFiles(path, ModelNames.Pattern).Select(Look).OfType<InstalledModel>()
                    .OrderBy(model => model.Rank).ThenBy(model => model.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(path, $"cannot be read ({e.Message}); check its permissions");
        }
    }

    /// <summary>The model of a name, with or without what its file has before and behind it; null if it is not there.</summary>
    public InstalledModel? Find(string name) => Look(FileOf(ModelNames.Of(name)));

    /// <summary>Where the file of a model is, or would be.</summary>
    public string FileOf(string name) => System.IO.Path.Combine(path, ModelNames.FileOf(name));

    /// <summary>Makes the directory where it is missing, for its owner alone.</summary>
    /// <exception cref="ModelException">It cannot be made.</exception>
    public void Make()
    {
        try
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(path, $"cannot be made ({e.Message}); check the permissions");
        }
    }

    /// <summary>
    /// Keeps other processes from writing the same model, until it is disposed or this process has ended, however it ends.
    /// </summary>
    /// <exception cref="ModelException">Another process is writing it.</exception>
    public IDisposable Lock(string name)
    {
        Make();
        var file = FileOf(name) + LockEnd;
        try
        {
            return LockedFile.TakeOrMake(file, isOfDatabase: false) is { } held
                ? new RemovedLock(held)
                : throw new ModelException(name, "another process is writing it; wait for that to end");
        }
        catch (IOException e)
        {
            throw new ModelException(file, e.Message);
        }
    }

    /// <summary>Takes a model away, with what is kept beside it.</summary>
    /// <exception cref="ModelException">It is not there, or cannot be removed.</exception>
    public InstalledModel Remove(string name)
    {
        var model = Find(name) ?? throw Missing(name);
        using var held = Lock(model.Name);
        try
        {
            File.Delete(model.Path);
            KeptSum.Delete(model.Path);
            File.Delete(model.Path + PartEnd);
            return model;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(model.Path, $"cannot be removed ({e.Message}); check its permissions");
        }
    }

    /// <summary>What to say of a name that stands for no model here.</summary>
    public ModelException Missing(string name)
    {
        string[] names = [.. List().Select(model => model.Name)];
        return new(name, names.Length == 0
            ? $"no model is installed in {path}; swictation-daemon models list shows what there is"
            : $"is not installed in {path}; installed are {string.Join(", ", names)}");
    }

    private static InstalledModel? Look(string file)
    {
        if (ModelForm.Glance(file) is not { } kind) return null;
        var name = ModelNames.Of(System.IO.Path.GetFileName(file));
        return new(name, file, new FileInfo(file).Length, kind, ModelCatalogue.Find(name));
    }

    // Nobody is to wonder about a file that stays.
    private sealed class RemovedLock(LockedFile held) : IDisposable
    {
        public void Dispose()
        {
            File.Delete(held.Path);
            held.Dispose();
        }
    }
}
