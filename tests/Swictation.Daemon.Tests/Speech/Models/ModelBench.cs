using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Speech.Models.Download;
using Swictation.Daemon.Tests.Speech.Voice;
using Swictation.Plumbing.Hashing;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Models;

/// <summary>A directory for models, and a small model of the right shape that a server has.</summary>
internal sealed class ModelBench : IDownloadWatcher, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public ModelBench()
    {
        Models = new(_directory.File("models"));
        Content = new MadeUpModel(seed: 1).ToBytes();
        Known = new("silero-made-up", ModelKind.Detector, Content.Length / 1e6, SumOf(Content));
    }

    public ModelDirectory Models { get; }

    public byte[] Content { get; }

    /// <summary>The content as a published model.</summary>
    public KnownModel Known { get; set; }

    public DownloadLimits Limits { get; set; } = new() { FirstWait = TimeSpan.Zero };

    public long FreeBytes { get; set; } = long.MaxValue / 2;

    public List<long> Agreed { get; } = [];

    public List<string> Retries { get; } = [];

    public List<long> Done { get; } = [];

    /// <summary>Called with the bytes that are here, whenever there are more.</summary>
    public Action<long> OnProgress { get; set; } = _ => { };

    public string File => Models.FileOf(Known.Name);

    public string Part => File + ModelDirectory.PartEnd;

    public static string SumOf(byte[] content) => Convert.ToHexStringLower(Sha256.Of(content));

    /// <summary>A server that has the content, and gives these answers before it behaves.</summary>
    public FileServer Serve(params FileServer.Answer[] answers) => new(Content, answers);

    /// <summary>Names of the files in the directory, in order.</summary>
    public string[] Left() =>
        [.. Directory.EnumerateFiles(Models.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Writes a file beside the directory.</summary>
    public string Write(string name, byte[] content)
    {
        var path = _directory.File(name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Leaves a part of a download, as a process does that was killed.</summary>
    public void LeavePart(byte[] bytes, string? tag)
    {
        Models.Make();
        System.IO.File.WriteAllBytes(Part, bytes);
        if (tag is not null) System.IO.File.WriteAllText(Part + ".tag", tag);
    }

    public async Task<InstalledModel> GetAsync(Uri from, CancellationToken cancellationToken = default)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        var download = new ModelDownload(http, Limits, _ => FreeBytes, TimeProvider.System);
        return await download.GetAsync(Known, Models, from, this, cancellationToken);
    }

    public void Agree(long left, Uri address) => Agreed.Add(left);

    public void Progress(long done, long total)
    {
        Done.Add(done);
        OnProgress(done);
    }

    public void Retry(string reason, TimeSpan wait) => Retries.Add(reason);

    public void Dispose() => _directory.Dispose();
}
