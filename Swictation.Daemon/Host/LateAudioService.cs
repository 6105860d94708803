using Microsoft.Extensions.Hosting;
using Swictation.Daemon.Sessions.Input;

namespace Swictation.Daemon.Host;

/// <summary>
/// Transcribes in the background what earlier daemons have left and what fails. When the daemon stops it stops at once:
/// all of that is on the disk, and the next daemon goes on with it.
/// </summary>
internal sealed class LateAudioService(IInput input) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => input.Late.RunAsync(stoppingToken);
}
