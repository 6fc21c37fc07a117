import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { RegisterCommands } from '#platform/cli/context.ts';
import type { Quality } from './domain/forecast/evaluate.ts';
import { learnAfresh } from './learning.ts';
import { evaluateForecast, THIN } from './service-forecast.ts';

const SHARES = [0.25, 0.5, 0.75, 0.9];

export const register: RegisterCommands = (group, context) => {
  group
    .command('evaluate')
    .description('Đo chất lượng dự báo trễ hạn trên phần lịch sử được giữ lại')
    .option('--held-back <days>', 'số ngày gần nhất được giữ lại, không cho dự báo học', '90')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async (options: { heldBack: string }) => {
      const heldBackDays = Number(options.heldBack);
      if (!Number.isInteger(heldBackDays) || heldBackDays < 1 || heldBackDays > 700)
        throw new Refusal('dossiers.forecast_days', 422);
      const province = await context.province();
      const result = await province.as(systemActor('Dòng lệnh')).run(async (tx) => {
        try {
          return await evaluateForecast(tx, { heldBackDays, shares: SHARES });
        } catch (error) {
          if (error instanceof RangeError) throw new Refusal('dossiers.forecast_no_history', 422);
          throw error;
        }
      });
      context.print({ ...result, shares: SHARES }, () =>
        [
          `Học từ ${result.learnedFrom} hồ sơ trước ngày ${result.splitOn}; thử trên ${result.heldBack} hồ sơ sau đó,`,
          `mỗi hồ sơ còn mở được dự báo khi đã dùng ${SHARES.map((share) => `${share * 100} %`).join(', ')} thời hạn.`,
          '',
          ...qualityLines('Dự báo của chương trình', result.model),
          '',
          ...qualityLines('So sánh: chỉ dùng tỷ lệ trễ của thủ tục', result.byProcedure),
          ...qualityLines('So sánh: chỉ nhìn thủ tục và phần thời hạn đã dùng', result.byClock),
          '',
          'Từng mức thời hạn đã dùng (chương trình / chỉ nhìn đồng hồ):',
          ...result.byShare.map(
            ({ share, model, byClock }) =>
              `  ${share * 100} %: ${model.forecasts} lần, ${percent(model.lateShare)} trễ, AUC ${decimal(model.auc)} / ${decimal(byClock.auc)}, Brier ${decimal(model.brier)} / ${decimal(byClock.brier)}`,
          ),
          '',
          ...(result.thin
            ? qualityLines(`Nơi có ít hơn ${THIN} hồ sơ cùng chỗ để học`, result.thin)
            : [`Không nơi nào có ít hơn ${THIN} hồ sơ cùng chỗ để học.`]),
          '',
          'Hiệu chỉnh của chương trình (dự báo so với thực tế):',
          ...result.model.bands.map(
            ({ from, to, count, foretold, happened }) =>
              `  ${percent(from)}–${percent(to)}: ${count} lần, dự báo ${percent(foretold)}, thực tế ${percent(happened)}`,
          ),
          '',
          'Để ngoài: hồ sơ rút, dừng, đang chờ bổ sung; hồ sơ nhận trước ngày chia mà hạn ở sau ngày ấy.',
          ...(result.madeUp ? ['Lịch sử là dữ liệu minh họa: số liệu này không nói gì về cơ quan thật.'] : []),
        ].join('\n'),
      );
    });
  group
    .command('learn')
    .description('Học lại ngay từ lịch sử hiện có')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async () => {
      const province = await context.province();
      const dossiers = await province.as(systemActor('Dòng lệnh')).run(learnAfresh);
      context.print({ dossiers }, () => `Đã học từ ${dossiers} hồ sơ đã qua hạn.`);
    });
};

function qualityLines(title: string, quality: Quality): string[] {
  return [
    `${title}: ${quality.forecasts} lần dự báo, ${percent(quality.lateShare)} trễ thật`,
    `  Xếp hạng (AUC, 0,5 là may rủi): ${decimal(quality.auc)}`,
    `  Sai số Brier: ${decimal(quality.brier)} (luôn nói tỷ lệ chung: ${decimal(quality.brierOfBase)})`,
    `  Log loss: ${decimal(quality.logLoss)}; lệch hiệu chỉnh trung bình: ${percent(quality.calibrationError)}`,
  ];
}

const percent = (share: number): string => `${(share * 100).toFixed(1).replace('.', ',')} %`;
const decimal = (value: number): string => value.toFixed(4).replace('.', ',');
