using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>The recognition that clients may ask for beside what is heard.</summary>
/// <param name="prepare">As of <see cref="IRecogniserShelf.Prepare"/>.</param>
internal sealed class RecognitionJobs(JobDesk desk, RetryJob retry, FileJob files, Func<RecogniserChoice, string?> prepare)
{
    public JobDesk Desk => desk;

    /// <inheritdoc cref="IRecogniserShelf.Prepare"/>
    public string? Prepare(RecogniserChoice? choice) => choice is null ? null : prepare(choice);

    /// <summary>Null while another job is under way.</summary>
    public Job? Begin(RetryOrder order) => desk.Begin((job, cancellationToken) => retry.RunAsync(order, job, cancellationToken));

    /// <inheritdoc cref="Begin(RetryOrder)"/>
    public Job? Begin(FileOrder order) => desk.Begin((job, cancellationToken) => files.RunAsync(order, job, cancellationToken));
}
