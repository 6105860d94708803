namespace Swictation.Daemon.Speech.Models.Download;

/// <summary>How patient a download is.</summary>
internal sealed record DownloadLimits
{
    /// <summary>A server that sends nothing for this long is asked again.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts in a row that bring nothing before it is given up.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait before the second of them; each further one takes twice as long.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many addresses a server may lead through.</summary>
    public int Redirections { get; init; } = 10;
}
