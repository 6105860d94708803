using System.Net;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Daemon.Speech.Models.Download;

/// <summary>
/// Gets a published model. What is here of it stays when a download breaks off, when this process is killed too, and the
/// next one goes on from there. The file gets its name when its checksum is right.
/// </summary>
/// <param name="http">Follows no redirection by itself.</param>
/// <param name="freeBytes">Says how much room there is in a directory.</param>
internal sealed class ModelDownload(
    HttpMessageInvoker http, DownloadLimits limits, Func<string, long> freeBytes, TimeProvider time)
{
    private const int Chunk = 128 * 1024;

    private readonly ModelRequest _request = new(http, limits, time);

    /// <summary>Over the network, with whatever proxy the environment names.</summary>
    public static ModelDownload Create()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        return new(new HttpMessageInvoker(handler), new DownloadLimits(), DiskRoom.Of, TimeProvider.System);
    }

    /// <param name="from">A folder that has the file under its published name, or the file itself.</param>
    /// <exception cref="ModelException">It cannot be got; says what to do.</exception>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    public async Task<InstalledModel> GetAsync(
        KnownModel model, ModelDirectory directory, Uri from, IDownloadWatcher watcher, CancellationToken cancellationToken)
    {
        var address = AddressOf(model, from);
        using var held = directory.Lock(model.Name);
        if (directory.Find(model.Name) is { } there) return there;

        var place = directory.FileOf(model.Name);
        try
        {
            using var part = new PartFile(place + ModelDirectory.PartEnd);
            var run = new Run(model, address, part, watcher, cancellationToken);
            while (!await IsGotAsync(run).ConfigureAwait(false)) watcher.Retry("what was here of it is damaged", TimeSpan.Zero);
            part.Complete(place);
            Disk.SyncDirectoryOf(place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(place, $"cannot be written ({e.Message}); see to room and permissions");
        }

        return directory.Find(model.Name) ?? throw new ModelException(place, "is no model; give another --from");
    }

    private static Uri AddressOf(KnownModel model, Uri from) =>
        from.AbsolutePath.EndsWith(".bin", StringComparison.Ordinal) ? from
        : new(new Uri(from.AbsoluteUri.TrimEnd('/') + "/"), model.FileName);

    // False if it begins anew: a part that was here may have been damaged since, by a power failure for example.
    private async Task<bool> IsGotAsync(Run run)
    {
        var (model, address, part, _, cancellationToken) = run;
        await ReadToEndAsync(run).ConfigureAwait(false);
        var sums = await ModelSums.OfAsync(part.Path, cancellationToken).ConfigureAwait(false);
        if (sums.AreThoseOf(model))
        {
            KeptSum.Write(part.Path[..^ModelDirectory.PartEnd.Length], sums.Sha256);
            return true;
        }

        if (part.WasThere)
        {
            part.Restart();
            return false;
        }

        part.Delete();
        throw new ModelException(
            address.ToString(),
            $"the file has the checksum {sums.LikeThatOf(model)}, and {model.Name} has {model.Checksum}: it is damaged, or another "
                + "one; nothing of it is kept. Try again, or give another --from");
    }

    private async Task ReadToEndAsync(Run run)
    {
        var (failures, wait) = (0, limits.FirstWait);
        while (true)
        {
            var before = run.Part.Length;
            try
            {
                await ReadOnceAsync(run).ConfigureAwait(false);
                return;
            }
            catch (BrokenOffException e)
            {
                if (run.Part.Length > before) (failures, wait) = (0, limits.FirstWait);
                if (++failures >= limits.Attempts)
                {
                    throw new ModelException(
                        run.Address.ToString(), $"broke off {failures} times in a row ({e.Message}); the same command goes on "
                            + "from where it is");
                }

                run.Watcher.Retry(e.Message, wait);
                await Task.Delay(wait, time, run.CancellationToken).ConfigureAwait(false);
                wait *= 2;
            }
        }
    }

    private async Task ReadOnceAsync(Run run)
    {
        var (model, address, part, watcher, cancellationToken) = run;
        using var response = await _request.SendAsync(address, part.Length, part.Tag, cancellationToken).ConfigureAwait(false);
        var range = response.Content.Headers.ContentRange;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            if (range?.Length == part.Length) return;
            part.Restart();
            throw new BrokenOffException("the file on the server is another one than before");
        }

        // A server that knows no ranges, or has another file now, sends all of it.
        if (response.StatusCode == HttpStatusCode.OK || range?.From != part.Length) part.Restart();
        if (response.StatusCode == HttpStatusCode.PartialContent && range?.From is { } at && at != part.Length)
            throw new BrokenOffException("the server sends another part than was asked for");

        var total = range?.Length ?? (response.Content.Headers.ContentLength + part.Length);
        if (total is { } announced && !model.CanHave(announced)) throw Other(run, announced);
        part.Tag = response.Headers.ETag is { IsWeak: false } tag ? tag.ToString() : null;
        run.AgreeOnce((total ?? (long)(model.Megabytes * 1e6)) - part.Length, freeBytes);
        await CopyAsync(run, response, total).ConfigureAwait(false);
        if (part.Length < total) throw new BrokenOffException("the server sent less than it had announced");
    }

    private async Task CopyAsync(Run run, HttpResponseMessage response, long? total)
    {
        var buffer = new byte[Chunk];
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, run.CancellationToken);
        try
        {
            late.CancelAfter(limits.Stall);
            await using var body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            while (await ReadAsync(body, buffer, either.Token).ConfigureAwait(false) is > 0 and var count)
            {
                await run.Part.WriteAsync(buffer.AsMemory(0, count), run.CancellationToken).ConfigureAwait(false);
                run.Watcher.Progress(run.Part.Length, total ?? (long)(run.Model.Megabytes * 1e6));
                if (run.Part.Length > run.Model.Megabytes * 1e6 && !run.Model.CanHave(run.Part.Length))
                    throw Other(run, run.Part.Length);
                late.CancelAfter(limits.Stall);
            }
        }
        catch (OperationCanceledException) when (!run.CancellationToken.IsCancellationRequested)
        {
            throw new BrokenOffException($"the server sent nothing for {limits.Stall.TotalSeconds:0.#} s");
        }
    }

    // What cannot be read is the server's fault; what cannot be written is ours.
    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new BrokenOffException($"the connection broke off ({e.Message})");
        }
    }

    private static ModelException Other(Run run, long bytes)
    {
        run.Part.Delete();
        return new(run.Address.ToString(), FormattableString.Invariant(
            $"the file has {bytes:#,0} bytes, and {run.Model.Name} has about {run.Model.Megabytes:#,0.###} MB: it is another one; give another --from"));
    }

    /// <summary>One download.</summary>
    private sealed record Run(
        KnownModel Model, Uri Address, PartFile Part, IDownloadWatcher Watcher, CancellationToken CancellationToken)
    {
        private bool _isAgreed;

        public void AgreeOnce(long left, Func<string, long> freeBytes)
        {
            if (_isAgreed) return;
            var directory = Path.GetDirectoryName(Part.Path)!;
            DiskRoom.Ensure(directory, left, freeBytes(directory));
            Watcher.Agree(left, Address);
            _isAgreed = true;
        }
    }
}
