using Microsoft.Extensions.Hosting;
using Swictation.Daemon.Sessions.Input;

namespace Swictation.Daemon.Host;

/// <summary>
/// Ends a daemon without a source when its standard input ends: it lives as long as the program that has started it.
/// </summary>
internal sealed class StandardInputWatch(IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly InterruptibleReader _input = InterruptibleReader.OpenStandardInput();

    public override void Dispose()
    {
        _input.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var interrupting = stoppingToken.Register(_input.Interrupt);
        await Task.Run(() => ReadToEnd(stoppingToken), CancellationToken.None).ConfigureAwait(false);
        lifetime.StopApplication();
    }

    private void ReadToEnd(CancellationToken stoppingToken)
    {
        Span<byte> ignored = stackalloc byte[64];
        while (_input.Read(ignored) > 0 && !stoppingToken.IsCancellationRequested)
        {
        }
    }
}
