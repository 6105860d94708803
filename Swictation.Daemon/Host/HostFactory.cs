using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Platform.Load;
using Swictation.Daemon.Speech.Audio;
using Swictation.Storage.Audio;

namespace Swictation.Daemon.Host;

/// <summary>
/// Makes the generic host that runs the services. Its container holds only what the host itself asks for; the parts of
/// the daemon are put together by hand.
/// </summary>
internal static class HostFactory
{
    /// <summary>The services start in this order, and stop in the reverse one.</summary>
    public static IHost Build(DaemonParts parts, EarlierDaemons earlier, ExitStatus exit, Hangup hangup)
    {
        var (_, log, recorder, input, _, disk, feed) = parts;
        var (options, time, loggers, steps) = parts.Context;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan)
            .AddSingleton(loggers)
            .AddSingleton<IHostLifetime>(services => new SignalLifetime(LifetimeOf(services), hangup))
            .AddHostedService(_ => new MetricsService(recorder, feed, IdleMemory.OfProcess(time), time, loggers.CreateLogger<MetricsService>()))
            .AddHostedService(services => new InputService(
                input,
                recorder,
                log.Current,
                options,
                earlier.Microphone,
                earlier.Words,
                LifetimeOf(services),
                exit,
                time,
                loggers.CreateLogger<InputService>()))
            .AddHostedService(_ => new MicrophoneService(
                input, recorder, time, loggers.CreateLogger<MicrophoneService>()))
            .AddHostedService(_ => new LateAudioService(input))
            .AddHostedService(_ => new DiskWatchService(disk, time))
            .AddHostedService(_ => new KeptAudioService(
                new(options.DatabasePath, options.KeepAudioSize.Bytes, time, loggers.CreateLogger<KeptAudioCare>(), steps),
                recorder,
                time,
                loggers.CreateLogger<KeptAudioService>()));
        if (input.Jobs is { } jobs) builder.Services.AddHostedService(_ => new JobService(jobs.Desk));
        if (options is { Source: SourceSpec.None, ExitAtEnd: true })
            builder.Services.AddHostedService(services => new StandardInputWatch(LifetimeOf(services)));
        return builder.Build();
    }

    private static IHostApplicationLifetime LifetimeOf(IServiceProvider services) =>
        services.GetRequiredService<IHostApplicationLifetime>();
}
