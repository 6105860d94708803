using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Models;

/// <summary>Compares models with the checksum of their publisher or, where there is none, with that of the day they came.</summary>
internal static class ModelVerification
{
    /// <exception cref="ModelException">The file cannot be read.</exception>
    public static async Task<ModelVerdict> OfAsync(InstalledModel model, CancellationToken cancellationToken)
    {
        try
        {
            ModelForm.ThrowIfUnusable(model.Path);
        }
        catch (ModelException e)
        {
            return new(e.Reason, "the form of a model");
        }

        var sums = await ModelSums.OfAsync(model.Path, cancellationToken).ConfigureAwait(false);
        if (model.Known is { } known)
        {
            return new(
                sums.AreThoseOf(known) ? null : $"has the checksum {sums.LikeThatOf(known)} and not the published "
                    + $"{known.Checksum}; remove it and get it again",
                "the published checksum");
        }

        return KeptSum.Read(model.Path) is { } kept
            ? new(sums.Sha256 == kept ? null : "has changed since it was added; add it again", "the checksum of when it was added")
            : new(Fault: null, "the form of a model; there is no checksum");
    }
}
