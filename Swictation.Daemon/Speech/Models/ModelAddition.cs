using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Daemon.Speech.Models;

/// <summary>Copies a file into the user's models, once it is certain that it is a model.</summary>
internal static class ModelAddition
{
    /// <summary>
    /// A published model gets its published name, whatever the file is called; another one the name that is given, or that
    /// of the file.
    /// </summary>
    /// <param name="name">Null for that of the file.</param>
    /// <exception cref="ModelException">It is no model, or cannot be added under that name.</exception>
    public static async Task<InstalledModel> AddAsync(
        ModelDirectory directory, string file, string? name, CancellationToken cancellationToken)
    {
        ModelForm.ThrowIfUnusable(file);
        var sums = await ModelSums.OfAsync(file, cancellationToken).ConfigureAwait(false);
        var published = ModelCatalogue.All.FirstOrDefault(sums.AreThoseOf);
        var wanted = published?.Name ?? ModelNames.Of(name ?? Path.GetFileName(file));
        if (published is null) ThrowIfNotFree(wanted, file);

        using var held = directory.Lock(wanted);
        if (directory.Find(wanted) is { } there)
        {
            var theirs = await ModelSums.OfAsync(there.Path, cancellationToken).ConfigureAwait(false);
            return theirs == sums ? there : throw new ModelException(
                wanted, "another model of this name is installed; remove it first, or give --name NAME");
        }

        var place = directory.FileOf(wanted);
        await CopyAsync(file, place, sums.Sha256, cancellationToken).ConfigureAwait(false);
        return directory.Find(wanted)!;
    }

    private static void ThrowIfNotFree(string name, string file)
    {
        if (!ModelNames.IsValid(name))
            throw new ModelException(name, "is no name for a model: letters, digits, dots, hyphens and underscores; give --name NAME");
        if (ModelCatalogue.Find(name) is not { } published) return;
        throw new ModelException(
            file,
            $"is not the published {published.Name}: its checksum is not {published.Checksum}; get it again, or give another "
                + "name with --name");
    }

    private static async Task CopyAsync(string from, string to, string sum, CancellationToken cancellationToken)
    {
        var part = to + ModelDirectory.PartEnd;
        try
        {
            DiskRoom.Ensure(Path.GetDirectoryName(to)!, new FileInfo(from).Length);
            await using (var source = File.OpenRead(from))
            await using (var target = File.Create(part))
            {
                await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
                target.Flush(flushToDisk: true);
            }

            KeptSum.Write(to, sum);
            File.Move(part, to, overwrite: true);
            Disk.SyncDirectoryOf(to);
        }
        catch (OperationCanceledException)
        {
            File.Delete(part);
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new ModelException(to, $"cannot be written ({e.Message}); see to room and permissions");
        }
    }
}
