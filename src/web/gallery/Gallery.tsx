import { Button } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../api.ts';
import { BesideList, Figure, Sheet } from '../components/BesideList.tsx';
import { ClockBannerView } from '../components/ClockBanner.tsx';
import { ConfirmButton } from '../components/ConfirmButton.tsx';
import { DataTable } from '../components/DataTable.tsx';
import { DateField } from '../components/DateField.tsx';
import { DueDate } from '../components/DueDate.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ErrorBox } from '../components/ErrorBox.tsx';
import { LabelledBars } from '../components/charts/LabelledBars.tsx';
import { CheckField, PasswordField, SelectField, TextAreaField, TextField } from '../components/fields.tsx';
import { FileField } from '../components/FileField.tsx';
import { FilterBar } from '../components/FilterBar.tsx';
import { Forbidden } from '../components/Forbidden.tsx';
import { Form, FormActions } from '../components/Form.tsx';
import { KeyboardHelp } from '../components/KeyboardHelp.tsx';
import { Loading } from '../components/Loading.tsx';
import { Page } from '../components/Page.tsx';
import { AgenciesPicker, type PickOption } from '../components/SearchPicker.tsx';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { TimeLine } from '../components/TimeLine.tsx';
import { showProblem, showUndo } from '../components/Toasts.tsx';
import { WhyDate } from '../components/WhyDate.tsx';
import { useDraft } from '../drafts.ts';
import { Preferences } from '../shell/Preferences.tsx';
import { columns } from './columns.tsx';
import { AGENCIES, DAYS_OFF, NOW, TASKS } from './samples.ts';

/** Every shared component in its states, to be looked at and walked through by axe. */
export function Gallery() {
  const [note, setNote, , restored] = useDraft('gallery.note', '');
  const [text, setText] = useState('Xây dựng phần mềm nhắc việc');
  const [picked, setPicked] = useState<readonly PickOption[]>(AGENCIES.slice(0, 1));
  const [day, setDay] = useState('2018-04-27');
  const [file, setFile] = useState<File>();
  const [checked, setChecked] = useState(true);
  return (
    <main id="main">
      <ClockBannerView now={NOW} busy={false} onMove={() => undefined} />
      <Page
        title="Bộ thành phần giao diện"
        breadcrumb={[{ label: 'Trang đầu', to: '/' }]}
        lead="Mỗi thành phần trong mọi trạng thái của nó."
        action={<Button>Giao 7 việc</Button>}
        secondary={<Button variant="default">In</Button>}
      >
        <Preferences />
        <div style={{ display: 'flex', gap: '3rem', flexWrap: 'wrap', margin: '1rem 0 1.5rem' }}>
          <Figure value="1" label="quá hạn" tone="late" />
          <Figure value="12" label="hạn hôm nay" />
          <Figure value="1.204" label="việc trong tuần" />
        </div>
        <FilterBar
          filters={[
            { kind: 'text', key: 'tim', label: 'Tìm', placeholder: 'Số văn bản, nội dung' },
            {
              kind: 'select',
              key: 'tinh-trang',
              label: 'Tình trạng',
              options: [{ value: 'qua-han', label: 'Quá hạn' }],
            },
            { kind: 'date', key: 'tu', label: 'Từ ngày' },
          ]}
        />
        <BesideList
          detailLabel="Chi tiết nhiệm vụ"
          list={
            <DataTable
              caption="Nhiệm vụ được giao"
              columns={columns}
              rows={TASKS}
              rowKey={(row) => row.id}
              rowLink={(row) => `/nhiem-vu/${row.id}`}
              selectedKey="2"
              sort={{ key: 'due', direction: 'asc' }}
            />
          }
        />
        <h2 style={{ margin: '2rem 0 1rem' }}>Trạng thái</h2>
        <div style={{ display: 'flex', gap: '.5rem', flexWrap: 'wrap' }}>
          {(
            [
              'open-overdue',
              'due-soon',
              'open-in-time',
              'done-on-time',
              'done-late',
              'new',
              'received',
              'in-progress',
              'reported',
              'returned',
              'confirmed',
              'cancelled',
            ] as const
          ).map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </div>
        <h2 style={{ margin: '2rem 0 1rem' }}>Thời gian</h2>
        <Sheet title="Rà soát, lựa chọn thủ tục hành chính">
          <p>
            <DueDate dueAt="2018-04-04T16:30:00+07:00" now={NOW} workingDaysLeft={1.5} layout="sentence" />
          </p>
          <p>
            <DueDate dueAt="2018-03-30" now={NOW} workingDaysLeft={-2} layout="sentence" />
          </p>
          <TimeLine
            start="2018-02-26"
            due="2018-04-20"
            now={NOW}
            daysOff={DAYS_OFF}
            pauses={[{ from: '2018-03-13', to: '2018-03-16', name: 'Chờ ý kiến Bộ Nội vụ' }]}
          />
          <TimeLine start="2018-02-26" due="2018-03-30" now={NOW} daysOff={DAYS_OFF} />
          <TimeLine start="2018-02-26" due="2018-03-20" now={NOW} finishedAt="2018-03-23" daysOff={DAYS_OFF} />
          <WhyDate
            explanation={[
              'Bắt đầu thứ Hai 26/02/2018; ngày đầu không tính (Bộ luật Dân sự 2015, Điều 147).',
              'Bỏ qua thứ Bảy 03/03 và Chủ nhật 04/03.',
              'Hạn là cuối ngày làm việc thứ Sáu 30/03/2018.',
            ]}
          />
        </Sheet>
        <h2 style={{ margin: '2rem 0 1rem' }}>Biểu đồ</h2>
        <LabelledBars
          caption="Việc quá hạn theo cơ quan (việc)"
          bars={[
            { label: 'Sở Thông tin và Truyền thông', value: 7, tone: 'late', to: '/nhiem-vu?chu-tri=stttt' },
            { label: 'UBND huyện Cam Lâm', value: 3, tone: 'late' },
            { label: 'Sở Nội vụ', value: 1, tone: 'late' },
          ]}
        />
        <h2 style={{ margin: '2rem 0 1rem' }}>Biểu mẫu</h2>
        <Form
          onSubmit={() => undefined}
          labels={{ title: 'Tên việc', dueOn: 'Hạn' }}
          error={
            new ApiError({
              status: 422,
              code: 'directives.invalid',
              sentence: 'Chưa giao được việc.',
              fields: [{ field: 'title', sentence: 'Tên việc dài quá 300 chữ.' }],
            })
          }
        >
          <TextField name="title" label="Tên việc" value={text} onChange={setText} />
          <TextAreaField
            name="note"
            label="Ghi chú"
            description={restored ? 'Lấy lại từ lần trước.' : 'Cơ quan chủ trì sẽ đọc.'}
            value={note}
            onChange={setNote}
          />
          <SelectField
            name="kind"
            label="Độ khẩn"
            value=""
            onChange={() => undefined}
            data={[
              { value: '', label: 'Thường' },
              { value: 'urgent', label: 'Khẩn' },
            ]}
          />
          <AgenciesPicker
            name="cooperating"
            label="Phối hợp"
            value={picked}
            onChange={setPicked}
            search={(query) =>
              Promise.resolve(AGENCIES.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())))
            }
          />
          <DateField name="dueOn" label="Hạn" value={day} onChange={setDay} />
          <FileField
            name="scan"
            label="Văn bản kèm theo"
            description="Bản quét có chữ ký."
            kinds={['.docx', '.pdf']}
            file={file}
            onFile={setFile}
          />
          <PasswordField name="password" label="Mật khẩu" toggleLabel="Hiện mật khẩu" value={text} onChange={setText} />
          <CheckField name="tell" label="Báo cho cơ quan phối hợp" checked={checked} onChange={setChecked} />
          <FormActions>
            <Button type="submit">Giao việc</Button>
            <Button variant="default" onClick={() => showUndo('Đã bỏ một đề xuất.', () => undefined)}>
              Bỏ đề xuất
            </Button>
            <Button
              variant="default"
              onClick={() => showProblem('Mất kết nối. Những gì đã nhập vẫn còn trên máy này.')}
            >
              Hỏng
            </Button>
            <ConfirmButton
              label="Thu hồi việc"
              question="Thu hồi việc này?"
              variant="default"
              onConfirm={() => Promise.resolve()}
            >
              Cơ quan chủ trì sẽ được báo.
            </ConfirmButton>
            <Button disabled>Không bấm được</Button>
          </FormActions>
        </Form>
        <h2 style={{ margin: '2rem 0 1rem' }}>Chờ, lỗi, trống, cấm</h2>
        <Loading />
        <ErrorBox
          error={
            new ApiError({
              status: 500,
              code: 'internal',
              sentence: 'Máy chủ gặp lỗi. Việc này chưa được ghi nhận.',
              reference: 'req-7f3a-91c2',
            })
          }
          retry={() => undefined}
        />
        <EmptyState title="Chưa có văn bản nào" action={<Button>Thêm văn bản</Button>}>
          Tải tệp .docx, .pdf hoặc dán nội dung thông báo. Chương trình đọc và đề xuất việc để bạn kiểm tra.
        </EmptyState>
        <Forbidden />
        <div className="dh-document">
          {'THÔNG BÁO\nKết luận của Trưởng Ban Chỉ đạo cải cách hành chính tỉnh: giao Sở Thông tin và Truyền thông '}
          <mark>hoàn thành trước ngày 30/3/2018</mark>.
        </div>
      </Page>
      <KeyboardHelp />
    </main>
  );
}
