import { Button } from '@mantine/core';
import { BesideList, Sheet } from '../components/BesideList.tsx';
import { DataTable } from '../components/DataTable.tsx';
import { DueDate } from '../components/DueDate.tsx';
import { FilterBar } from '../components/FilterBar.tsx';
import { Page } from '../components/Page.tsx';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { TimeLine } from '../components/TimeLine.tsx';
import { WhyDate } from '../components/WhyDate.tsx';
import { usePageParams } from '../navigation.tsx';
import { columns } from './columns.tsx';
import { DAYS_OFF, NOW, TASKS } from './samples.ts';

/** A list with its detail beside it, inside the frame: how the parts stand together. */
export function ListSample() {
  const { id } = usePageParams();
  const open = TASKS.find((task) => task.id === id);
  return (
    <Page title="Nhiệm vụ" action={<Button>Giao việc</Button>}>
      <FilterBar
        filters={[
          { kind: 'text', key: 'tim', label: 'Tìm', placeholder: 'Số văn bản, nội dung' },
          { kind: 'select', key: 'tinh-trang', label: 'Tình trạng', options: [{ value: 'qua-han', label: 'Quá hạn' }] },
          { kind: 'date', key: 'tu', label: 'Từ ngày' },
        ]}
      />
      <BesideList
        detailLabel="Chi tiết nhiệm vụ"
        listLink="/nhiem-vu"
        list={
          <DataTable
            caption="Nhiệm vụ được giao"
            columns={open ? columns.slice(0, 4) : columns}
            rows={TASKS}
            rowKey={(row) => row.id}
            rowLink={(row) => `/nhiem-vu/${row.id}`}
            selectedKey={id}
          />
        }
        detail={
          open && (
            <Sheet title={open.title}>
              <StatusBadge status={open.status} />
              <p>
                <DueDate dueAt={open.dueAt} now={NOW} workingDaysLeft={open.left} layout="sentence" />
              </p>
              <TimeLine start="2018-02-26" due={open.dueAt} now={NOW} finishedAt={open.finishedAt} daysOff={DAYS_OFF} />
              <WhyDate
                explanation={['Bắt đầu thứ Hai 26/02/2018; ngày đầu không tính.', 'Hạn là ngày ghi trong văn bản.']}
              />
            </Sheet>
          )
        }
      />
    </Page>
  );
}
